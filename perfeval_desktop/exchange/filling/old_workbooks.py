def as_xlsx(path):
    raise NotImplementedError
