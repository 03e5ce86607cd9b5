use crate::common::*;
use domain::{actor::Role, ids::*, policy::{About, deeds, permit, Pass}, views::*, parent::*, contact::*};
use std::time::*;
use uuid::Uuid;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore]
async fn class_list() {
    let ground = Ground::live().await;
    if let Ok(how) = std::env::var("HOW") { let sql: &'static str = Box::leak(format!("alter table view_row alter column body set {how}").into_boxed_str()); ground.meddle(sql).await; }
    let school = ground.school().await;
    let people = school.with_people().await;
    for i in 0..23 {
        let s = PersonId(Uuid::new_v4());
        let mut facts = vec![enrolled(s, people.class, "Kind", &format!("20{i:02}"))];
        for p in 0..2 {
            let p2 = PersonId(Uuid::new_v4());
            facts.push(ParentRegistered { parent: p2, name: name(p2, "Ouder", "Demir") }.into());
            facts.push(ParentLinked { parent: p2, student: s, relation: Relation::Mother, authority: Authority::Full }.into());
            facts.push(phone(p2, &format!("06 0000 {:04}", i * 2 + p)));
            for d in 1..20 { facts.push(talk(s, p2, day(d), "Over een open dag en over later.")); }
        }
        school.append(facts).await;
    }
    let now = chrono::Utc::now();
    let link = ground.store.create_login_link(school.id, people.mentor, Role::Mentor, now).await.unwrap();
    let session = ground.store.use_login_link(&link, now).await.unwrap().unwrap();
    let page = {
        let (store, secret, class, school_id) = (ground.store.clone(), session.secret.clone(), people.class, school.id);
        move |as_of: Option<chrono::DateTime<chrono::Utc>>| {
            let (store, secret) = (store.clone(), secret.clone());
            async move {
                let t0 = Instant::now();
                let signed = store.session(&secret, chrono::Utc::now()).await.unwrap().unwrap();
                let t1 = Instant::now();
                let relations = store.relations_to_read(&signed.entered, About::Class(class)).await.unwrap();
                let pass: Pass<deeds::ReadClass> = permit(&signed.entered, &relations, About::Class(class)).unwrap();
                let t2 = Instant::now();
                let mut reader = store.reader(&pass, "class-list", as_of).await.unwrap();
                let _ = reader.row::<SchoolRows>(Tag::school(school_id)).await.unwrap();
                let row = reader.row::<ClassRows>(Tag::class(class)).await.unwrap().unwrap();
                let keys: Vec<Tag> = row.students.iter().map(|s| Tag::student(*s)).collect();
                let mut cards = reader.rows::<StudentCards>(&keys).await.unwrap();
                let keys: Vec<Tag> = cards.iter().flat_map(|c| c.parents.iter().map(|t| Tag::person(t.person))).collect();
                let mut persons = reader.rows::<PersonRows>(&keys).await.unwrap();
                let t3 = Instant::now();
                reader.open_each(&mut cards).await.unwrap();
                reader.open_each(&mut persons).await.unwrap();
                let t4 = Instant::now();
                reader.finish().await.unwrap();
                assert!(cards.len() == 25 && persons.len() >= 46);
                (t0.elapsed(), [t1 - t0, t2 - t1, t3 - t2, t4 - t3, t4.elapsed()])
            }
        }
    };
    let cpu = |needle: &str| -> f64 {
        let mut total = 0.0;
        for entry in std::fs::read_dir("/proc").unwrap().flatten() {
            let path = entry.path();
            let Ok(cmd) = std::fs::read_to_string(path.join("cmdline")) else { continue };
            if !cmd.contains(needle) { continue }
            let Ok(stat) = std::fs::read_to_string(path.join("stat")) else { continue };
            let f: Vec<&str> = stat.rsplit(')').next().unwrap().split_whitespace().collect();
            total += (f[11].parse::<f64>().unwrap() + f[12].parse::<f64>().unwrap()) / 100.0;
        }
        total
    };
    let me = || { let s = std::fs::read_to_string("/proc/self/stat").unwrap(); let f: Vec<&str> = s.rsplit(')').next().unwrap().split_whitespace().collect(); (f[11].parse::<f64>().unwrap() + f[12].parse::<f64>().unwrap()) / 100.0 };
    let db: String = sqlx::query_scalar("select current_database()::text").fetch_one(&mut ground.connect(store::APP).await).await.unwrap();
    {
        let mut c = ground.connect(store::APP).await;
        let mut su = ground.connect(store::cluster::SUPERUSER).await;
        let card: Vec<String> = sqlx::query_scalar("select key from view_row where view = 'student'").fetch_all(&mut su).await.unwrap();
        let cards = card.join(",");
        for r in sqlx::raw_sql(sqlx::AssertSqlSafe(format!("begin; set plan_cache_mode = force_generic_plan; set jit=off; select set_config('app.tenant','{0}',true);
          prepare q(uuid, text[], text[], bigint) as with touched as materialized (select distinct t.pos from unnest($2::text[]) as wanted (tag) join event_tag t on t.tenant_id = $1 and t.tag = wanted.tag and t.pos <= $4) select e.pos, e.event_id, e.type, e.schema_ver, e.body, s.n, s.envelope
            from event e left join event_sealed s on s.tenant_id = e.tenant_id and s.pos = e.pos
            where e.tenant_id = $1 and e.pos in (select touched.pos from touched) and e.type = any($3) order by e.pos, s.n;
          explain (analyze, buffers) execute q('{0}', '{{{1}}}', array['student.enrolled','student.moved','student.details_corrected','student.left','parent.linked','contact.made','contact.attempted'], 100000);
          select 'cards: ' || count(*) || ' bytes ' || sum(length(body)) from view_row where view = 'student';", school.id, cards))).fetch_all(&mut c).await.unwrap() {
            use sqlx::Row;
            println!("live {}", r.try_get::<String, _>(0).unwrap_or_default());
        }
    }
    macro_rules! step { ($name:literal, $n:expr, $work:expr) => {{
        for _ in 0..5 { $work.await; }
        let (c0, m0, t0) = (cpu(&db), me(), Instant::now());
        for _ in 0..$n { $work.await; }
        let n = $n as f64;
        println!("live step {:<28} pg {:.3} us {:.3} wall {:.3} ms", $name, (cpu(&db) - c0) * 1000.0 / n, (me() - m0) * 1000.0 / n, t0.elapsed().as_secs_f64() * 1000.0 / n);
    }}}
    let store = &ground.store;
    let entered = session.signed_in.entered;
    let pass: Pass<deeds::ReadClass> = school.pass_for(people.mentor, Role::Mentor, About::Class(people.class)).await;
    step!("session", 500, async { store.session(&session.secret, chrono::Utc::now()).await.unwrap().unwrap() });
    step!("relations school", 500, async { store.relations(&entered, About::School).await.unwrap() });
    step!("relations class", 300, async { store.relations(&entered, About::Class(people.class)).await.unwrap() });
    step!("reader+finish", 500, async { store.reader(&pass, "class-list", None).await.unwrap().finish().await.unwrap() });
    let mut r = store.reader(&pass, "class-list", None).await.unwrap();
    let row = r.row::<ClassRows>(Tag::class(people.class)).await.unwrap().unwrap();
    let keys: Vec<Tag> = row.students.iter().map(|s| Tag::student(*s)).collect();
    r.finish().await.unwrap();
    macro_rules! many { ($name:literal, $r:ident, $work:expr) => {{
        let mut $r = store.reader(&pass, "class-list", None).await.unwrap();
        let (c0, m0, t0) = (cpu(&db), me(), Instant::now());
        for _ in 0..300 { $work; }
        let n = 300.0;
        println!("live step {:<28} pg {:.3} us {:.3} wall {:.3} ms", $name, (cpu(&db) - c0) * 1000.0 / n, (me() - m0) * 1000.0 / n, t0.elapsed().as_secs_f64() * 1000.0 / n);
        $r.finish().await.unwrap();
    }}}
    many!("class row", r, { r.row::<ClassRows>(Tag::class(people.class)).await.unwrap(); });
    many!("25 cards", r, { r.rows::<StudentCards>(&keys).await.unwrap(); });
    let mut r = store.reader(&pass, "class-list", None).await.unwrap();
    let mut cards = r.rows::<StudentCards>(&keys).await.unwrap();
    r.finish().await.unwrap();
    let pkeys: Vec<Tag> = cards.iter().flat_map(|c| c.parents.iter().map(|t| Tag::person(t.person))).collect();
    many!("48 persons", r, { r.rows::<PersonRows>(&pkeys).await.unwrap(); });
    let bytes: Vec<Vec<u8>> = cards.iter().map(|c| serde_json::to_vec(c).unwrap()).collect();
    many!("decode 25", r, { let v: Vec<StudentCard> = bytes.iter().map(|b| serde_json::from_slice(b).unwrap()).collect(); std::hint::black_box(v); });
    many!("open 25", r, { let mut c = cards.clone(); r.open_each(&mut c).await.unwrap(); });
    let _ = &mut cards;
    for (what, as_of, secs) in [("live", None, 5), ("as_of", Some(chrono::Utc::now()), 3)] {
        for writers in [1usize, 4, 8] {
            let (c0, m0) = (cpu(&db), me());
            let until = Instant::now() + Duration::from_secs(secs);
            let tasks: Vec<_> = (0..writers).map(|_| { let page = page.clone(); tokio::spawn(async move {
                let mut all = vec![];
                while Instant::now() < until { all.push(page(as_of).await); }
                all
            })}).collect();
            let mut all = vec![];
            for t in tasks { all.extend(t.await.unwrap()); }
            let n = all.len();
            let mean = |i: usize| all.iter().map(|a| a.1[i]).sum::<Duration>() / n as u32;
            let parts: Vec<_> = (0..5).map(mean).collect();
            let mut times: Vec<_> = all.iter().map(|a| a.0).collect();
            times.sort();
            println!("{what} {writers}: {:.0}/s p50 {:?} p99 {:?} cpu/page pg {:.2} ms, us {:.2} ms session/relations/read/open/finish {parts:?}", n as f64 / secs as f64, times[n / 2], times[n * 99 / 100], (cpu(&db) - c0) * 1000.0 / n as f64, (me() - m0) * 1000.0 / n as f64);
        }
    }
}
