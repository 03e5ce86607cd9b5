//! Properties of the whole that nobody should have to remember.

mod anothers_ids_are_nobodys;
mod every_address_as_every_role;
mod every_name_stands_apart;
mod every_page_leaves_one_access_row;
mod every_page_says_which_day_it_shows;
mod logs_hold_no_personal_data;
mod the_code_keeps_its_layers;
mod the_code_speaks_for_itself;
mod the_demos_rounds_show_every_outcome;
