-- The decision behind an event of a title, where it was drafted and signed here.
alter table title_event add column document_id uuid references official_document (id);
create index title_dossier on title (dossier_id);
create index certificate_title on certificate (unit_id, title_id);
