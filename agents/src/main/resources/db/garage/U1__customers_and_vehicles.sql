DROP TABLE vehicles;

DROP TABLE customers;
