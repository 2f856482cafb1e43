-- An approved plan is applied on its day without anybody at hand; when it cannot be, it says since when and why.
alter table reorganisation_plan add column refused_on date, add column refused jsonb;
create index reorganisation_plan_waiting on reorganisation_plan (effective_on) where state = 'approved';
