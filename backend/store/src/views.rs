//! Rows of views: which of them are asked for, how they are written, and those that are kept in memory.

pub(crate) mod wanted;

pub(crate) mod row_proof;

pub(crate) mod inline_views;

pub(crate) mod row_changes;

pub(crate) mod row_cache;

use domain::ids::Tag;

/// A row of a view: the view's index in `domain::views::ALL`, and the row's key.
pub(crate) type ViewRowKey = (usize, Tag);
