DROP TABLE callback_tasks;

DROP TYPE task_status;
