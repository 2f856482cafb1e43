-- Of each unit a plan rests on, what was seen when the plan was checked: a plan that is overtaken names what changed.
alter table reorganisation_plan add column tree_units jsonb;
