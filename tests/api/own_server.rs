//! A PostgreSQL of one's own: one command makes roles and databases, and each role has its own address.

use anyhow::{Context, Result, ensure};
use std::{
    fs,
    os::unix::fs::PermissionsExt,
    path::Path,
    process::{Command, Output},
};
use tests::world::{World, binary, fresh_folder};

struct OwnServer {
    socket: String,
    key_file: String,
    name: String,
}

impl OwnServer {
    fn url(&self, role: &str, database: &str) -> String {
        format!("postgres://{role}:geheim-{role}@localhost/{database}?host={}", self.socket)
    }

    /// As an operator sets the environment of the program.
    fn run(&self, args: &[&str], also: &[(&str, &str)]) -> Result<Output> {
        let (log, keys) = (&self.name, &format!("{}_keys", self.name));
        let mut program = Command::new(binary());
        program.args(args).env("PLATFORM_KEY_FILE", &self.key_file);
        for (name, role, database) in [
            ("DATABASE_URL", "kt_app", log),
            ("SIGN_IN_DATABASE_URL", "kt_sign_in", log),
            ("JOBS_DATABASE_URL", "kt_jobs", log),
            ("OPERATOR_DATABASE_URL", "kt_operator", log),
            ("OWNER_DATABASE_URL", "kt_owner", log),
            ("KEYS_DATABASE_URL", "kt_app", keys),
            ("OWNER_KEYS_DATABASE_URL", "kt_owner", keys),
        ] {
            program.env(name, self.url(role, database));
        }
        Ok(program.envs(also.iter().copied()).output()?)
    }

    fn done(&self, args: &[&str], also: &[(&str, &str)]) -> Result<String> {
        let output = self.run(args, also)?;
        ensure!(output.status.success(), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
        Ok(String::from_utf8(output.stdout)?)
    }
}

#[test]
fn a_server_of_ones_own_is_made_ready_by_one_command() -> Result<()> {
    // The demo's server is somebody's server to us.
    let world = World::shared();
    let folder = fresh_folder("own-server")?;
    let key_file = folder.join("platform.key");
    fs::write(&key_file, "5a".repeat(32))?;
    fs::set_permissions(&key_file, fs::Permissions::from_mode(0o600))?;
    let text = |path: &Path| path.to_str().map(str::to_owned).context("a path in UTF-8");
    let (socket, key_file) = (text(&world.folder.join("postgres/socket"))?, text(&key_file)?);
    let server = OwnServer { socket, key_file, name: format!("own_{}", uuid::Uuid::new_v4().simple()) };
    let admin = format!("postgres://postgres@localhost/postgres?host={}", server.socket);

    for _ in 0..2 {
        server.done(&["migrate"], &[("ADMIN_DATABASE_URL", &admin)])?;
    }
    server.done(&["migrate"], &[])?;
    server.done(&["school", "add", "--slug", "rivier", "--name", "Riviercollege", "--city", "Waterstad"], &[])?;
    let staff = ["school", "staff", "--school", "rivier", "--first", "Anna", "--last", "Vries", "--role", "mentor"];
    let mentor = server.done(&staff, &[])?;
    let link = server.done(&["login-link", "--school", "rivier", "--person", mentor.trim()], &[])?;
    ensure!(link.contains("/aanmelden/"), "{link}");
    server.done(&["verify"], &[])?;

    // An address of another role is refused before anything is done.
    for (name, role) in [("DATABASE_URL", "kt_operator"), ("SIGN_IN_DATABASE_URL", "kt_app"), ("OPERATOR_DATABASE_URL", "kt_app")]
    {
        let refused = server.run(&["verify"], &[(name, &server.url(role, &server.name))])?;
        let said = String::from_utf8_lossy(&refused.stderr).into_owned();
        ensure!(refused.status.code() == Some(1) && said.contains("Use the role"), "{name}: {said}");
    }
    fs::remove_dir_all(folder)?;
    Ok(())
}
