-- What a failure is counted under: an HMAC, under the key of the tickets.
create or replace function failure_digest(subject text)
returns bytea language sql stable as $$
    select sha256(k.outer_pad || sha256(k.inner_pad || textsend('failure ' || subject))) from ticket_key k;
$$;

revoke execute on function failure_digest from public;
