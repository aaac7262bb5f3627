DROP TABLE identity_checks;

DROP TABLE customer_searches;

DROP TYPE identity_proof;
