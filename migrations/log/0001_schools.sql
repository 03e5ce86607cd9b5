-- Which schools there are, and what kind of world this database holds.
--
-- Runs as the owner of the database. The roles exist already, because they belong to the cluster and not to one database. What each
-- is for stands in backend/store/src/maintenance/roles.rs, what each may do in backend/store/WHAT-EACH-ROLE-CAN-DO.txt.

-- A backup reads whatever is made here.
alter default privileges grant select on tables to kt_dump;
alter default privileges grant select on sequences to kt_dump;
grant select on _sqlx_migrations to kt_dump;

-- Whether this is the real world or a demonstration, whose clock and secrets are simulated. One row, never changed.
create table platform (
    one_row boolean primary key default true check (one_row),
    kind    text not null check (kind in ('live', 'demo'))
);

-- The schools. Names of schools are public. The slug is the short name that the operator types.
create table school (
    id   uuid primary key,
    slug text not null unique check (slug ~ '^[a-z0-9][a-z0-9-]{1,62}$'),
    name text not null check (name <> '')
);

-- Everybody may know what kind of world this is. Only the owner writes it.
alter table platform enable row level security;
alter table platform force row level security;
create policy kind_is_read on platform for select using (true);
create policy owner_marks_it on platform for insert to current_role with check (true);

-- The product reads the whole registry, because it must know which schools there are before it can act for one. A school is
-- only added in its own name.
alter table school enable row level security;
alter table school force row level security;
create policy registry_is_read on school for select using (true);
create policy school_adds_itself on school for insert
    with check (id = nullif(current_setting('app.tenant', true), '')::uuid);

grant select on platform, _sqlx_migrations, school to kt_app;
grant insert on school to kt_operator;
