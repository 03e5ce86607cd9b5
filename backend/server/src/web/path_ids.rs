//! The ids in an address.

use super::{Web, answer::ProblemPage, caller, visitor::Visitor};
use axum::{
    extract::{FromRequestParts, Path},
    http::request::Parts,
};
use serde::de::DeserializeOwned;

/// One id, or several as a tuple. Text that is no id gets the same page as an id of nobody, so that nothing is learned from
/// the difference.
pub struct PathIds<T>(pub T);

impl<T: DeserializeOwned + Send> FromRequestParts<Web> for PathIds<T> {
    type Rejection = ProblemPage;

    async fn from_request_parts(parts: &mut Parts, web: &Web) -> Result<PathIds<T>, ProblemPage> {
        if let Ok(Path(ids)) = Path::from_request_parts(parts, web).await {
            return Ok(PathIds(ids));
        }
        let visitor = Visitor::from_request_parts(parts, web).await?;
        Err(caller::not_found(visitor).await)
    }
}
