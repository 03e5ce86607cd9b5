//! A list of tasks.

use leptos::prelude::*;

/// One thing that waits: for whom, why, and what can be done about it.
pub struct Todo {
    pub who: AnyView,
    pub why: AnyView,
    /// A slim button or link.
    pub act: AnyView,
}

/// What waits, one line each: a list of tasks, not of what happened.
#[component]
pub fn TodoList(todos: Vec<Todo>) -> impl IntoView {
    let todos = todos.into_iter().map(|todo| view! { <li><b>{todo.who}</b><span>{todo.why}</span>{todo.act}</li> });
    view! { <ul class="todos">{todos.collect_view()}</ul> }
}
