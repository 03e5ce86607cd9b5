//! The fence around each school, as the catalogs of both databases say that it stands now: roles, rights, row-level security.

use super::findings::{Finding, Findings, VerifiedPart};
use crate::{
    Store,
    database::{error::StoreError, tenant::TenantTx},
};
use sqlx::query_scalar;

/// One sentence for each thing that is not as the migrations made it. A table of one database is not in the other, so each
/// question finds only what is there.
const SQL: &str = "
    with own (name) as (values ('kt_app'), ('kt_sign_in'), ('kt_jobs'), ('kt_operator'), ('kt_erasure'), ('kt_prune'), (current_user::text)),
         roles as (select distinct r.* from pg_roles r join own on own.name = r.rolname),
         tables as (select c.* from pg_class c where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')),
         -- What was written stays: rows are added, and never changed or removed.
         kept (name, rights) as (values
             ('event', '{UPDATE,DELETE,TRUNCATE}'::text[]), ('event_sealed', '{UPDATE,DELETE,TRUNCATE}'),
             ('event_tag', '{UPDATE,DELETE,TRUNCATE}'), ('command', '{UPDATE,DELETE,TRUNCATE}'),
             ('access_log', '{UPDATE,DELETE,TRUNCATE}'), ('access_digest', '{UPDATE,DELETE,TRUNCATE}'), ('school', '{UPDATE,DELETE,TRUNCATE}'),
             ('platform', '{UPDATE,DELETE,TRUNCATE}'), ('tenant_head', '{DELETE,TRUNCATE}'),
             ('tenant_key', '{UPDATE,DELETE,TRUNCATE}'), ('subject_key', '{DELETE,TRUNCATE}'))
    select format('role %s is a superuser or passes row-level security', rolname) from roles where rolsuper or rolbypassrls
    union all
    select format('role %s can act as the owner of table %s', r.rolname, t.relname)
      from roles r, tables t where not r.rolsuper and pg_has_role(r.oid, t.relowner, 'member')
    union all
    select format('row-level security is off or not forced on table %s', relname) from tables
     where relname <> '_sqlx_migrations' and not (relrowsecurity and relforcerowsecurity)
    union all
    select format('role kt_app may %s on table %s', kept_right, t.relname)
      from kept k join tables t on t.relname = k.name, unnest(k.rights) kept_right, roles r
     where r.rolname = 'kt_app' and not r.rolsuper
       and case kept_right when 'UPDATE' then has_any_column_privilege(r.oid, t.oid, 'UPDATE')
                           else has_table_privilege(r.oid, t.oid, kept_right) end
    union all
    select format('policy %s on table %s does not ask for the school', p.policyname, p.tablename)
      from pg_policies p
     where p.schemaname = 'public' and p.permissive = 'PERMISSIVE' and p.roles && '{public,kt_app}'::name[]
       and exists (select from tables t join pg_attribute a on a.attrelid = t.oid
                    where t.relname = p.tablename and a.attname = 'tenant_id')
       and (coalesce(p.qual, p.with_check) not like '%app.tenant%' or coalesce(p.with_check, p.qual) not like '%app.tenant%')
    union all
    select format('table %s asks for no ticket', p.tablename)
      from pg_policies p
     where p.schemaname = 'public' and p.policyname = 'own_school'
       and not exists (select from pg_policies t
                        where t.tablename = p.tablename and t.permissive = 'RESTRICTIVE' and t.cmd = 'ALL' and 'kt_app' = any(t.roles)
                          and t.qual like '%ticket_school()%' and t.with_check like '%ticket_school()%')
    union all
    select format('role %s can act as %s', r.rolname, other.rolname)
      from roles r join pg_roles other on other.rolname like 'kt\\_%' and other.oid <> r.oid
     where not r.rolsuper and pg_has_role(r.oid, other.oid, 'member')
    union all
    select format('role kt_app may call %s', f.proname)
      from pg_proc f join roles r on r.rolname = 'kt_app' and not r.rolsuper
     where f.proname in ('ticket_make', 'session_begin', 'session_find', 'session_start', 'session_start_demo', 'session_switch',
                         'login_link_make', 'login_link_use', 'identity_join')
       and has_function_privilege(r.oid, f.oid, 'EXECUTE')
    union all
    select format('table %s has a trigger of its own: %s', t.relname, g.tgname)
      from pg_trigger g join tables t on t.oid = g.tgrelid where not g.tgisinternal
    union all
    select format('table %s has a rule of its own: %s', w.tablename, w.rulename) from pg_rules w where w.schemaname = 'public'";

impl Store {
    /// Looks whether roles, rights and row-level security are as the migrations made them, in both databases.
    ///
    /// # Errors
    /// When a catalog cannot be read.
    pub async fn verify_fence(&self) -> Result<Vec<Finding>, StoreError> {
        let mut findings = Findings::default();
        for mut tx in [TenantTx::outside(&self.db.log).await?, TenantTx::outside(&self.db.keys).await?] {
            let said: Vec<String> = query_scalar(SQL).fetch_all(tx.conn()).await?;
            tx.rollback().await?;
            said.into_iter().for_each(|what| findings.add(VerifiedPart::Fence, None, what));
        }
        let (mut findings, _) = findings.into_parts();
        findings.dedup();
        Ok(findings)
    }
}
