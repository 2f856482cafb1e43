-- Outlines of units for maps, as GeoJSON geometries, each for the time it was true. `schematic`: drawn, not surveyed.
create table unit_outline (
  unit_id uuid not null references unit,
  id uuid not null,
  valid daterange not null check (lower(valid) is not null),
  geometry jsonb not null check (geometry ->> 'type' in ('Polygon', 'MultiPolygon')),
  schematic boolean not null default false,
  source text not null,
  primary key (unit_id, id),
  exclude using gist (unit_id with =, valid with &&)
);
grant select, insert, update on unit_outline to vung_manh_app;

-- Recognitions are counted by cell and day.
create index title_recognised on title (unit_id, recognised_on);
