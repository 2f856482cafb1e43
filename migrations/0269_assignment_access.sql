-- What somebody may see follows from assignments too.
select watch_access('assignment');
