-- How many seconds somebody has to wait, because it went wrong too often in a quarter of an hour: for this person (null: unknown), with
-- this code (null: there is none), or from this address. Generous for an address: a whole school may come from one. 0: not at all.
create or replace function failure_wait(of_what text, person text, code text, address text, at timestamptz)
returns integer language sql stable as $$
    select coalesce(max(ceil(extract(epoch from f.begun_at + interval '15 minutes' - at)))::integer, 0)
      from (values ('link', 'person', person, 20), ('link', 'code', code, 10), ('link', 'address', address, 300),
                   ('form', 'person', person, 60), ('form', 'address', address, 600)) l (what, about, subject, most)
      join failure f on f.what = l.what and f.about = l.about and f.digest = failure_digest(l.subject)
     where l.what = of_what and f.failures >= l.most and f.begun_at > at - interval '15 minutes';
$$;

revoke execute on function failure_wait from public;
