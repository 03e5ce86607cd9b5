-- Sign-in stands outside the schools: until somebody has signed in, we do not know their school. So these five tables have no
-- fence per school. Instead no role has any right on them, and only kt_sign_in and kt_operator can call functions
-- (`functions/session_*`, `login_link_*`, `identity_join`). Each finds its row by the SHA-256 of a 256-bit secret, or changes
-- what belongs to one named person. None lists. A copy of the tables lets nobody in.

-- A human being, who may be somebody at several schools: a mother with children at two.
create table identity (
    identity_id uuid        primary key default gen_random_uuid(),
    created_at  timestamptz not null
);

-- What an identity is, and where. One person at a school belongs to one identity, in one or more roles.
create table membership (
    tenant_id   uuid not null references school (id),
    person_id   uuid not null,
    role        text not null,
    identity_id uuid not null references identity,
    primary key (tenant_id, person_id, role)
);
create index membership_of_identity on membership (identity_id);

-- Somebody who is signed in, in one of their memberships. Real time, also in a demo with a simulated clock.
create table session (
    token_hash   bytea       primary key check (length(token_hash) = 32),
    tenant_id    uuid        not null,
    person_id    uuid        not null,
    role         text        not null,
    created_at   timestamptz not null,
    last_seen_at timestamptz not null,
    expires_at   timestamptz not null,
    idle_limit   interval    not null,
    foreign key (tenant_id, person_id, role) references membership on delete cascade
);
create index session_of_person on session (person_id, tenant_id);

-- A link that signs somebody in once, within ten minutes. `started_at`: when its one session began.
create table login_link (
    token_hash bytea       primary key check (length(token_hash) = 32),
    tenant_id  uuid        not null references school (id),
    person_id  uuid        not null,
    role       text        not null,
    expires_at timestamptz not null,
    used_at    timestamptz,
    started_at timestamptz
);
create index login_link_of_person on login_link (person_id, tenant_id);

-- What went wrong on the way in, counted over all nodes and restarts, in a quarter of an hour. `what`: a link that does not work, or a
-- form without its token. `about`: the person, the link's code, or the address that it came from. The digest is keyed, because
-- an address is easily guessed.
create table failure (
    what     text        not null check (what in ('link', 'form')),
    about    text        not null check (about in ('person', 'code', 'address')),
    digest   bytea       not null check (length(digest) = 32),
    begun_at timestamptz not null,
    failures integer     not null,
    primary key (what, about, digest)
);
create index failure_begun on failure (begun_at);

-- Open to the owner alone, in whose name the functions run.
do $$
declare name text;
begin
    foreach name in array array['identity', 'membership', 'session', 'login_link', 'failure'] loop
        execute format('alter table %I enable row level security', name);
        execute format('alter table %I force row level security', name);
        execute format('create policy functions_only on %I to current_user using (true) with check (true)', name);
    end loop;
end $$;
