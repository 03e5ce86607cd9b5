use super::{AccessDigest, stream_of};
use crate::{
    facts::IsFact,
    grammar::{Command, Context, NewFact, Refusal},
    holds_personal,
    ids::{Stream, Tag},
    policy::{About, deeds},
};
use serde::{Deserialize, Serialize};

/// Lets the rows of old digests go (nl: inzagelog opschonen). The fact comes first and the rows go after it, so rows that are gone
/// without a fact were taken away.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PruneAccessLog {
    /// The number of the last digest whose rows go.
    pub through: u64,
}

/// The rows of old digests may be gone (nl: inzagelog opgeschoond). It touches nobody and no row of a view follows from it, so it
/// has no tag.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AccessLogPruned {
    /// The number of the last digest whose rows go.
    pub through: u64,
}

holds_personal!(AccessLogPruned {});

impl IsFact for AccessLogPruned {
    fn stream(&self) -> Stream {
        stream_of(self.through)
    }
    fn tags(&self) -> Vec<Tag> {
        vec![]
    }
}

impl Command for PruneAccessLog {
    type Story = AccessDigest;
    type Deed = deeds::KeepAccessLog;

    fn stream(&self) -> Stream {
        stream_of(self.through)
    }
    fn about(&self) -> About {
        About::School
    }

    fn decide(&self, digest: &AccessDigest, context: &Context<'_>) -> Result<Vec<NewFact>, Refusal> {
        if digest.pruned {
            return Ok(vec![]);
        }
        Ok(vec![context.new_fact(AccessLogPruned { through: self.through })])
    }
}

#[cfg(test)]
mod specs {
    use super::*;
    use crate::{access_log::AccessLogSealed, actor::Actor, spec::*};

    #[test]
    fn rows_go_by_one_fact() {
        let job = Actor::Job { school: SCHOOL, name: "access_log" };
        let sealed = AccessLogSealed { digest: 3, head: "ab".repeat(32) };
        let prune = PruneAccessLog { through: 3 };
        let pruned = AccessLogPruned { through: 3 };
        given([sealed.into()]).acting(job).when(&prune).then([pruned.clone().into()]);
        given([pruned.into()]).acting(job).when(&prune).then([]);
    }
}
