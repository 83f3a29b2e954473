"""The form, its rules and its words: values and pure functions, nothing else.

``form``      what a self-assessment form holds        ``cells``     the name of each place on the form
``template``  how one authority wants it               ``entry``     what a person types, into a form
``money`` ``quantity`` ``numerals``  what people type  ``patch``     the difference of two forms
``scoring``   the score sheet of a form                ``checks``    what a reviewer would send back
``figures``   numbers as the form prints them          ``explain``   where a computed number comes from

Rules: 财预〔2020〕10号《项目支出绩效评价管理办法》; cost at level 1: 财预〔2021〕101号.
"""
