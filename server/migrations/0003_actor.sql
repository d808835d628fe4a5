-- whose act a fact was; none for citizens and for the passing of time
ALTER TABLE ledger ADD COLUMN actor TEXT;
