use super::{AccessDigest, stream_of};
use crate::{
    facts::IsFact,
    grammar::{Command, Context, NewFact, Refusal},
    holds_personal,
    ids::{Stream, Tag},
    policy::{About, deeds},
};
use serde::{Deserialize, Serialize};

/// Says how far the digests of the access log are (nl: inzagelog verzegelen).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SealAccessLog {
    /// The number of the last digest.
    pub digest: u64,
    /// The link of their chain there, as 64 hexadecimal digits.
    pub head: String,
}

/// How far the digests of the access log were (nl: inzagelog verzegeld). It touches nobody and no row of a view follows from it, so
/// it has no tag.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AccessLogSealed {
    /// The number of the last digest.
    pub digest: u64,
    /// The link of their chain there, as 64 hexadecimal digits.
    pub head: String,
}

holds_personal!(AccessLogSealed {});

impl IsFact for AccessLogSealed {
    fn stream(&self) -> Stream {
        stream_of(self.digest)
    }
    fn tags(&self) -> Vec<Tag> {
        vec![]
    }
}

impl Command for SealAccessLog {
    type Story = AccessDigest;
    type Deed = deeds::KeepAccessLog;

    fn stream(&self) -> Stream {
        stream_of(self.digest)
    }
    fn about(&self) -> About {
        About::School
    }

    fn decide(&self, digest: &AccessDigest, context: &Context<'_>) -> Result<Vec<NewFact>, Refusal> {
        if digest.sealed {
            return Ok(vec![]);
        }
        Ok(vec![context.new_fact(AccessLogSealed { digest: self.digest, head: self.head.clone() })])
    }
}

#[cfg(test)]
mod specs {
    use super::*;
    use crate::{actor::Actor, spec::*};

    #[test]
    fn a_digest_is_stated_once() {
        let job = Actor::Job { school: SCHOOL, name: "access_log" };
        let head = "ab".repeat(32);
        let stated = AccessLogSealed { digest: 3, head: head.clone() };
        let seal = SealAccessLog { digest: 3, head };
        given([]).acting(job).when(&seal).then([stated.clone().into()]);
        given([stated.into()]).acting(job).when(&seal).then([]);
    }

    #[test]
    fn each_digest_has_a_stream_of_its_own() {
        assert_ne!(stream_of(1), stream_of(2));
    }
}
