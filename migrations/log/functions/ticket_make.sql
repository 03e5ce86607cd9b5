-- A ticket for a school (see 0007_ticket.sql), good for a quarter of an hour. The transaction that it begins in may last longer.
create or replace function ticket_make(school uuid)
returns text
language sql volatile security definer set search_path = public, pg_temp as $$
    select until.said || '.'
           || encode(sha256(k.outer_pad || sha256(k.inner_pad || uuid_send(school) || textsend(until.said))), 'hex')
      from ticket_key k, (select extract(epoch from now() + interval '15 minutes')::bigint::text) until (said);
$$;

revoke execute on function ticket_make from public;
grant execute on function ticket_make to kt_jobs, kt_operator;
