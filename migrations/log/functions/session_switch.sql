-- Ends one session and starts another in another membership of the same identity. The new one never lasts longer than the first
-- would have, so that nobody stays signed in by switching to and fro. False: there is no such session or membership.
create or replace function session_switch(
    old_token bytea, token bytea, school uuid, person uuid, as_role text, at timestamptz, ends_at timestamptz, idle interval)
returns boolean language sql security definer set search_path = public, pg_temp as $$
    with old as (
        select s.token_hash, s.expires_at
          from session s
          join membership mine on (mine.tenant_id, mine.person_id, mine.role) = (s.tenant_id, s.person_id, s.role)
          join membership m on m.identity_id = mine.identity_id
         where s.token_hash = old_token and least(s.expires_at, s.last_seen_at + s.idle_limit) > greatest(at, clock_timestamp())
           and (m.tenant_id, m.person_id, m.role) = (school, person, as_role)
    ), ended as (
        delete from session using old where session.token_hash = old.token_hash returning session.token_hash
    ), started as (
        insert into session
        select token, school, person, as_role, at, at, least(old.expires_at, ends_at), least(idle, interval '30 minutes')
          from old join ended using (token_hash)
        returning token_hash
    )
    select exists (select from started);
$$;

revoke execute on function session_switch from public;
grant execute on function session_switch to kt_sign_in;
