-- What came with inspections is a free value, too.
select guard_free_values();
