-- Every membership of the human being who holds this token, the active one with a ticket for its school. No rows: the session is
-- over, by the caller's clock or by ours.
-- Notes at most once a minute that somebody is still there. In plpgsql, which keeps its plans: this runs at every request.
create or replace function session_find(token bytea, at timestamptz)
returns table (tenant_id uuid, school_name text, person_id uuid, role text, ticket text)
language plpgsql security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
declare
    here session;
begin
    select * into here from session s
     where s.token_hash = token and least(s.expires_at, s.last_seen_at + s.idle_limit) > greatest(at, clock_timestamp());
    if here.last_seen_at < at - interval '1 minute' then
        update session set last_seen_at = at where token_hash = token;
    end if;
    return query
        select m.tenant_id, sc.name, m.person_id, m.role,
               case when (m.tenant_id, m.person_id, m.role) = (here.tenant_id, here.person_id, here.role)
                    then ticket_make(here.tenant_id) end
          from membership mine
          join membership m on m.identity_id = mine.identity_id
          join school sc on sc.id = m.tenant_id
         where mine.tenant_id = here.tenant_id and mine.person_id = here.person_id and mine.role = here.role
         order by sc.name, m.role;
end $$;

revoke execute on function session_find from public;
grant execute on function session_find to kt_sign_in;
