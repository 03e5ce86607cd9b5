-- Signs in the person whom a link is for. The link is the proof: it was used up just now, and has no session yet. False: it was
-- not, or has one.
create or replace function session_start(link bytea, token bytea, at timestamptz, ends_at timestamptz, idle interval)
returns boolean language plpgsql security definer set search_path = public, pg_temp as $$
declare
    whom login_link;
begin
    update login_link l set started_at = at
     where l.token_hash = link and l.used_at is not null and l.started_at is null and l.expires_at > greatest(at, clock_timestamp())
    returning * into whom;
    if not found then
        return false;
    end if;
    perform session_begin(token, whom.tenant_id, whom.person_id, whom.role, at, ends_at, idle);
    return true;
end $$;

revoke execute on function session_start from public;
grant execute on function session_start to kt_sign_in;
