-- Sign-in stands outside the schools: whoever knocks has no school yet. So these four tables have no tenant fence, and the
-- runtime role has no right on them at all: it can only call the functions below. Each finds its row by the SHA-256 of a
-- 256-bit secret, or changes what belongs to one named person; none lists. A dump of the tables lets nobody in.

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
create index session_of_person on session (tenant_id, person_id);

-- A link that signs somebody in once, within ten minutes.
create table login_link (
    token_hash bytea       primary key check (length(token_hash) = 32),
    tenant_id  uuid        not null references school (id),
    person_id  uuid        not null,
    role       text        not null,
    expires_at timestamptz not null,
    used_at    timestamptz
);

-- Forced, and open to the owner alone, as whom the functions run.
do $$
declare
    name text;
begin
    foreach name in array array['identity', 'membership', 'session', 'login_link'] loop
        execute format('alter table %I enable row level security', name);
        execute format('alter table %I force row level security', name);
        execute format('create policy functions_only on %I to current_user using (true) with check (true)', name);
    end loop;
end $$;

create function login_link_make(link bytea, school uuid, person uuid, as_role text, at timestamptz, ends_at timestamptz)
returns void language sql security definer set search_path = public, pg_temp as $$
    delete from login_link where expires_at < at;
    insert into login_link values (link, school, person, as_role, ends_at, null);
$$;

-- Marks the link used and says whom it is for; no row when it is unknown, used or too old.
create function login_link_use(link bytea, at timestamptz)
returns table (tenant_id uuid, person_id uuid, role text)
language sql security definer set search_path = public, pg_temp as $$
    update login_link as l set used_at = at
     where l.token_hash = link and l.used_at is null and l.expires_at > at
    returning l.tenant_id, l.person_id, l.role;
$$;

-- A person who signs in for the first time gets an identity; in a second role it is the same identity.
create function session_start(token bytea, school uuid, person uuid, as_role text, at timestamptz, ends_at timestamptz, idle interval)
returns void language plpgsql security definer set search_path = public, pg_temp as $$
declare
    whose uuid;
begin
    -- Two first sign-ins of one person at the same moment must not make two identities.
    perform pg_advisory_xact_lock(hashtextextended(school::text || person::text, 0));
    select m.identity_id into whose from membership m where m.tenant_id = school and m.person_id = person limit 1;
    if whose is null then
        insert into identity (created_at) values (at) returning identity_id into whose;
    end if;
    insert into membership values (school, person, as_role, whose) on conflict do nothing;
    delete from session where expires_at < at;
    insert into session values (token, school, person, as_role, at, at, ends_at, idle);
end $$;

-- Every membership of whoever holds this token, the active one marked; no rows when the session is over. Notes once a
-- minute that somebody is still there. In plpgsql, which keeps its plans: this runs at every request.
create function session_find(token bytea, at timestamptz)
returns table (tenant_id uuid, school_name text, person_id uuid, role text, active boolean)
language plpgsql security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
declare
    here session;
begin
    select * into here from session s
     where s.token_hash = token and s.expires_at > at and s.last_seen_at + s.idle_limit > at;
    if here.last_seen_at < at - interval '1 minute' then
        update session set last_seen_at = at where token_hash = token;
    end if;
    return query
        select m.tenant_id, sc.name, m.person_id, m.role,
               m.tenant_id = here.tenant_id and m.person_id = here.person_id and m.role = here.role
          from membership mine
          join membership m on m.identity_id = mine.identity_id
          join school sc on sc.id = m.tenant_id
         where mine.tenant_id = here.tenant_id and mine.person_id = here.person_id and mine.role = here.role
         order by sc.name, m.role;
end $$;

-- Ends one session and starts another in another membership of the same identity. It never lasts longer than the first
-- would have: switching to and fro is not a way to stay in. False when there is no such session or membership.
create function session_switch(
    old_token bytea, token bytea, school uuid, person uuid, as_role text, at timestamptz, ends_at timestamptz, idle interval)
returns boolean language sql security definer set search_path = public, pg_temp as $$
    with old as (
        select s.token_hash, s.expires_at
          from session s
          join membership mine on (mine.tenant_id, mine.person_id, mine.role) = (s.tenant_id, s.person_id, s.role)
          join membership m on m.identity_id = mine.identity_id
         where s.token_hash = old_token and s.expires_at > at and s.last_seen_at + s.idle_limit > at
           and (m.tenant_id, m.person_id, m.role) = (school, person, as_role)
    ), ended as (
        delete from session using old where session.token_hash = old.token_hash returning session.token_hash
    ), started as (
        insert into session
        select token, school, person, as_role, at, at, least(old.expires_at, ends_at), idle
          from old join ended using (token_hash)
        returning token_hash
    )
    select exists (select from started);
$$;

create function session_end(token bytea)
returns void language sql security definer set search_path = public, pg_temp as $$
    delete from session where token_hash = token;
$$;

-- Everywhere at once: their authority ended, or a phone was lost.
create function session_end_person(school uuid, person uuid)
returns void language sql security definer set search_path = public, pg_temp as $$
    delete from session where tenant_id = school and person_id = person;
    delete from login_link where tenant_id = school and person_id = person;
$$;

-- These two persons are one human being: from now on they switch without a second sign-in.
create function identity_join(school_a uuid, person_a uuid, school_b uuid, person_b uuid)
returns void language sql security definer set search_path = public, pg_temp as $$
    update membership set identity_id = (
               select identity_id from membership where tenant_id = school_a and person_id = person_a limit 1)
     where identity_id in (select identity_id from membership where tenant_id = school_b and person_id = person_b)
       and exists (select from membership where tenant_id = school_a and person_id = person_a);
    delete from identity i where not exists (select from membership m where m.identity_id = i.identity_id);
$$;

do $$
declare
    call text;
begin
    foreach call in array array[
        'login_link_make(bytea, uuid, uuid, text, timestamptz, timestamptz)',
        'login_link_use(bytea, timestamptz)',
        'session_start(bytea, uuid, uuid, text, timestamptz, timestamptz, interval)',
        'session_find(bytea, timestamptz)',
        'session_switch(bytea, bytea, uuid, uuid, text, timestamptz, timestamptz, interval)',
        'session_end(bytea)',
        'session_end_person(uuid, uuid)',
        'identity_join(uuid, uuid, uuid, uuid)'
    ] loop
        execute format('revoke execute on function %s from public', call);
        execute format('grant execute on function %s to kt_app', call);
    end loop;
end $$;
