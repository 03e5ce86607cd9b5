//! The pictograms: one line style, drawn by us on a grid of 24, always beside a word.

use leptos::prelude::*;

use crate::markup::Markup;

macro_rules! markup {
    ($class:literal, $line:literal) => {
        concat!("<svg viewBox=\"0 0 24 24\" aria-hidden=\"true\" class=\"", $class, "\"><path d=\"", $line, "\"></path></svg>")
    };
}

macro_rules! icons {
    ($($name:ident $line:literal,)+) => {
        /// A pictogram, named for what it shows. Write `{Icon::Phone}` in a view. The same picture means the same
        /// everywhere.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Icon { $($name),+ }

        impl Icon {
            /// Every pictogram, for the gallery.
            pub const ALL: &[Self] = &[$(Self::$name),+];

            /// The line to draw, as SVG path data.
            pub(crate) const fn line(self) -> &'static str {
                match self { $(Self::$name => $line),+ }
            }

            /// The whole picture, written when this is compiled: a class has more than a hundred on its page.
            const fn markup(self) -> &'static str {
                match (self, self.points()) {
                    $(
                        (Self::$name, false) => markup!("icon", $line),
                        (Self::$name, true) => markup!("icon points", $line),
                    )+
                }
            }
        }
    };
}

icons! {
    Back "M10 6l-6 6 6 6M4 12h16",
    Book "M12 6.5C10 5 7.5 4.5 4 4.5v13.5c3.5 0 6 .5 8 2 2-1.5 4.5-2 8-2V4.5c-3.5 0-6 .5-8 2zM12 6.5V20",
    Calendar "M4 6h16v14H4zM4 10.5h16M8.5 3.5V8M15.5 3.5V8",
    Chart "M4 4v16h16M8.5 16v-4M13 16V8M17.5 16v-6",
    Check "M5 12.5l4.5 4.5L19 7.5",
    Clock "M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17zM12 7.5V12l3 2",
    Door "M6 20.5V4h9v16.5M3.5 20.5h17M15 6h3v14.5M12 12v.6",
    Eye "M2.5 12C5 7.8 8.2 5.7 12 5.7s7 2.1 9.5 6.3c-2.5 4.2-5.7 6.3-9.5 6.3S5 16.2 2.5 12zM12 14.8a2.8 2.8 0 1 0 0-5.6 2.8 2.8 0 0 0 0 5.6z",
    Flag "M6 21V4h12l-2.5 4 2.5 4H6",
    Hands "M2.5 9.5l4-3.5 5 2 4.5-2 5.5 4.5M2.5 14.5l6 5 3-1.5 3 1.5 7-6M11.5 8L8 11.5l2 2 3-1.5 4.5 4",
    Home "M3.5 11.5L12 4l8.5 7.5M6 9.5V20h12V9.5M10 20v-5.5h4V20",
    Letter "M6 3.5h8l4 4v13H6zM14 3.5v4h4M9 12h6M9 15.5h6",
    Lock "M5.5 10.5h13v10h-13zM8.5 10.5V7.5a3.5 3.5 0 0 1 7 0v3M12 14.5v2.5",
    Mail "M3.5 6h17v12.5h-17zM3.5 7l8.5 6.5L20.5 7",
    Minus "M6 12h12",
    Missed "M6.5 3.5h3L11 8 9 9.5c1 2.3 2.7 4 5 5l1.5-2 4.5 1.5v3c0 1.1-.9 2-2 2C10.5 19 4.5 13 4.5 5.5c0-1.1.9-2 2-2zM15.5 3.5l5 5M20.5 3.5l-5 5",
    Next "M14 6l6 6-6 6M20 12H4",
    Pause "M9 6v12M15 6v12",
    Pencil "M5 19l1-4L16 5l3 3L9 18zM13.5 7.5l3 3",
    People "M9 11a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM3.5 19c0-3 2.5-5 5.5-5s5.5 2 5.5 5M15.5 5.3a3 3 0 0 1 0 5.4M17 14.3c2 .6 3.5 2.4 3.5 4.7",
    Person "M12 11.5a3.8 3.8 0 1 0 0-7.5 3.8 3.8 0 0 0 0 7.5zM5 20c0-3.5 3-5.7 7-5.7s7 2.2 7 5.7",
    Phone "M6.5 3.5h3L11 8 9 9.5c1 2.3 2.7 4 5 5l1.5-2 4.5 1.5v3c0 1.1-.9 2-2 2C10.5 19 4.5 13 4.5 5.5c0-1.1.9-2 2-2z",
    Plus "M12 5v14M5 12h14",
    Question "M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17zM9.5 9.7a2.5 2.5 0 1 1 3.6 2.2c-.8.4-1.1.9-1.1 1.8M12 16.6v.1",
    School "M4 20.5V11l8-4.5 8 4.5v9.5zM12 6.5v-4h4.5v2.5H12M10 20.5V15.5h4v5",
    Search "M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13zM15.3 15.3L20 20",
    Shield "M12 3.5l7.5 2.5v5.5c0 4.5-3 7.5-7.5 9-4.5-1.5-7.5-4.5-7.5-9V6zM8.5 12l2.5 2.5 4.5-4.5",
    Star "M12 3.5l2.3 5.9 6.3.4-4.9 4 1.6 6.1-5.3-3.4-5.3 3.4 1.6-6.1-4.9-4 6.3-.4z",
    Table "M2.5 10h19M5 10l2-5h10l2 5M6 10L4.5 20M18 10l1.5 10",
    Talk "M4 5h16v11h-9.5L6 19.7V16H4z",
    Task "M6 5h12v15.5H6zM9.5 5V3.5h5V5M9 10h6M9 13.5h6M9 17h3.5",
    Undo "M8 5L4 9l4 4M4 9h10.5a5.5 5.5 0 0 1 0 11H9",
    Warn "M12 4L3 20h18zM12 10v4.5M12 17.2v.1",
    World "M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17zM3.5 12h17M12 3.5c-4.5 5-4.5 12 0 17M12 3.5c4.5 5 4.5 12 0 17",
}

impl Icon {
    /// Whether it points along the line of writing, and so turns around where that runs from right to left.
    const fn points(self) -> bool {
        matches!(self, Self::Back | Self::Next | Self::Undo | Self::Talk)
    }

    /// The picture as markup; a reader that cannot see it misses nothing, for the word stands beside it.
    pub fn draw(self) -> impl IntoView + use<> {
        Markup::fixed(self.markup()).into_render()
    }
}

impl IntoRender for Icon {
    type Output = AnyView;

    fn into_render(self) -> AnyView {
        self.draw().into_any()
    }
}

#[cfg(test)]
mod tests {
    use std::{fs, path::Path};

    use super::*;

    fn read_all(folder: &Path, code: &mut String) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            match path.is_dir() {
                true => read_all(&path, code),
                false => code.push_str(&fs::read_to_string(path).unwrap_or_default()),
            }
        }
    }

    #[test]
    fn every_pictogram_is_drawn_on_some_page() {
        let mut code = String::new();
        read_all(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut code);
        let name = |rest: &str| rest.chars().take_while(|c| c.is_alphabetic()).collect::<String>();
        let drawn: Vec<String> = code.split("Icon::").skip(1).map(name).collect();
        let unused: Vec<_> = Icon::ALL.iter().filter(|icon| !drawn.contains(&format!("{icon:?}"))).collect();
        assert!(unused.is_empty(), "{unused:?}");
    }
}
