"""Finding forms by what is typed: project, unit, year and code, also by pinyin, and by the texts in them."""
