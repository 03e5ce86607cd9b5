-- Signs out: ends one session.
create or replace function session_end(token bytea)
returns void language sql security definer set search_path = public, pg_temp as $$
    delete from session where token_hash = token;
$$;

revoke execute on function session_end from public;
grant execute on function session_end to kt_sign_in;
