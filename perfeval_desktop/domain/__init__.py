"""The form, its rules and its words: values and pure functions, nothing else.

``template`` ``blocks`` ``columns`` ``rules``      how one authority wants its form, all of it data
``template_reader`` ``block_reader`` ``legality``  a template from TOML, and which are legal
``form`` ``entry`` ``blank_form`` ``patch``        what was entered, and how; the difference of two forms
``goal_rows`` ``level_names`` ``units``            changes of more than one cell
``template_change`` ``form_conversion`` ``next_year``  forms made of other forms
``money`` ``numerals`` ``dates``                   what users type
``quantities``                                     targets and actuals, and whether one reaches the other
``facts`` ``column_keys``                          what the rules read
``earning`` ``fund_lines`` ``scoring``             what that earns, the lines of funds, the score sheet
``score_explanations``                             where a number comes from
``checks`` ``findings`` ``remedies``               what a reviewer would send back, and what settles it
``accepting``                                      what the user sets aside, with a reason
``places`` ``figures`` ``printed``                 where a cell is, and how it prints
``transcripts``                                    forms on paper, and the way into the program

Rules: 财预〔2020〕10号《项目支出绩效评价管理办法》; cost at level 1: 财预〔2021〕101号.
"""
