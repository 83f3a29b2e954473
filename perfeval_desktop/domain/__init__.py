"""The form, its rules and its words: values and pure functions, nothing else.

``template`` ``blocks`` ``columns`` ``rules``  how one authority wants its form, all of it data
``form`` ``entry`` ``blank`` ``patch``         what was entered, and how; the difference of two forms
``goal_rows`` ``level_names`` ``units``        changes of more than one cell
``template_change`` ``siblings`` ``next_year`` forms made of other forms
``money`` ``quantity`` ``numerals`` ``dates``  what users type
``facts`` ``keys`` ``judgement`` ``direction`` what the rules read, and whether a target is reached
``earning`` ``scoring`` ``explain``            what that earns, the score sheet, where a number comes from
``checks`` ``findings``                        what a reviewer would send back
``places`` ``figures`` ``printed``             where a cell is, and how it prints

Rules: 财预〔2020〕10号《项目支出绩效评价管理办法》; cost at level 1: 财预〔2021〕101号.
"""
