//! Names for people who do not exist, in lists that go together, so that a mother, a father and their children sound like
//! one home. Which list a home was drawn from is forgotten at once: the product keeps no origin.

use super::chance::Chance;
use domain::values::{PersonName, SpokenLanguage};

/// Names that go together. First names have spaces between them, last names commas.
pub struct Names {
    girls: &'static str,
    boys: &'static str,
    women: &'static str,
    men: &'static str,
    last: &'static str,
    /// What some of the parents prefer to speak.
    pub language: Option<SpokenLanguage>,
    /// So many homes of a hundred.
    share: usize,
}

/// Who is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NameKind {
    Girl,
    Boy,
    Woman,
    Man,
}

impl Names {
    pub fn draw(chance: &mut Chance) -> &'static Names {
        let mut ticket = chance.below(LISTS.iter().map(|list| list.share).sum());
        for list in &LISTS {
            if ticket < list.share {
                return list;
            }
            ticket -= list.share;
        }
        &LISTS[0]
    }

    /// A home's last name, with its infix.
    pub fn last(&self, chance: &mut Chance) -> &'static str {
        chance.pick(&self.last.split(", ").collect::<Vec<_>>())
    }

    pub fn name(&self, who: NameKind, last: &str, chance: &mut Chance) -> PersonName {
        let first = match who {
            NameKind::Girl => self.girls,
            NameKind::Boy => self.boys,
            NameKind::Woman => self.women,
            NameKind::Man => self.men,
        };
        name(chance.pick(&first.split(' ').collect::<Vec<_>>()), last)
    }
}

/// The words before the first capital are the infix: "van den Berg", "el Idrissi", "'t Hart".
pub fn name(first: &str, last: &str) -> PersonName {
    let capital = last.find(char::is_uppercase).unwrap_or(0);
    PersonName { first: first.into(), infix: last[..capital].trim().into(), last: last[capital..].into() }
}

/// A mail address that nobody can have (RFC 2606): letters of the name, a number, and a domain that never exists.
pub fn mail_of(name: &PersonName, number: usize, domain: &str) -> String {
    let (last, first, infix) = name.sort_key();
    let plain = |text: String| text.chars().filter(char::is_ascii_alphanumeric).collect::<String>();
    let number = if number == 0 { String::new() } else { number.to_string() };
    format!("{}.{}{}{number}@{domain}.example", plain(first), plain(infix), plain(last))
}

const LISTS: [Names; 9] = [
    Names {
        girls: "Sanne Lotte Fleur Noor Eva Tess Roos Isa Lieke Femke Maud Jip Puck Sterre Britt Demi Jolijn Myrthe Nienke Kim \
                Danique Bo Juul Merel Indy Fenna",
        boys: "Daan Sem Luuk Bram Thijs Jesse Finn Lars Ruben Tim Stijn Gijs Sven Mees Jurre Dylan Jayden Niels Koen Mick Teun \
               Floris Wessel Jelle Rick Bas",
        women: "Marjolein Esther Ingrid Petra Wendy Monique Linda Chantal Mirjam Karin Bianca Saskia Anouk Miranda Ellen Nicole \
                Patricia Astrid Tamara Yvonne",
        men: "Marco Peter Erik Jeroen Dennis Rob Michel Martijn Edwin Patrick Arjan Frank Gerard Henk Richard Wouter Sander Ronald \
              Johan Bart",
        last: "de Jong, Jansen, de Vries, van den Berg, van Dijk, Bakker, Visser, Smit, Meijer, de Boer, Mulder, de Groot, Bos, Vos, \
               Peters, Hendriks, van Leeuwen, Dekker, Brouwer, de Wit, Dijkstra, Smits, de Graaf, van der Meer, van der Linden, Kok, \
               Jacobs, de Haan, Vermeulen, van den Heuvel, van der Veen, van den Broek, de Bruijn, Schouten, van Beek, Willems, \
               van Vliet, van de Ven, Hoekstra, Maas, Verhoeven, Koster, van Dam, Prins, Blom, Huisman, de Leeuw, Kuipers, Veenstra, \
               Kramer, van den Brink, Postma, van der Wal, Timmermans, ter Horst, 't Hart",
        language: None,
        share: 44,
    },
    Names {
        girls: "Elif Zeynep Defne Esra Büşra Melisa Ceren Ebru İrem Sıla Aylin Beyza",
        boys: "Emre Kerem Berkay Yusuf Mert Ömer Furkan Kaan Arda Enes Batuhan Eren",
        women: "Ayşe Hülya Sevgi Songül Nurcan Meryem Filiz Gülsüm Derya Özlem",
        men: "Mehmet Hakan Murat Serkan Ali İbrahim Cengiz Osman Yılmaz Orhan",
        last: "Yılmaz, Kaya, Şahin, Çelik, Arslan, Doğan, Öztürk, Aydın, Kılıç, Polat, Koç, Güneş, Aksoy, Bulut, Türkmen, Erdoğan",
        language: Some(SpokenLanguage::Turkish),
        share: 14,
    },
    Names {
        girls: "Fatima Salma Hajar Chaimae Nisrine Aya Sara Dounia Hiba Ikram Malak Wissal",
        boys: "Mohamed Bilal Ayoub Zakaria Anass Hamza Soufiane Reda Ilias Nabil Yassin Imran",
        women: "Malika Rachida Samira Naziha Karima Loubna Houria Zohra Saida Mina",
        men: "Abdelkader Hassan Mustapha Driss Said Omar Aziz Rachid Farid Khalid",
        last: "el Idrissi, el Khattabi, Bouali, Amezian, Tahiri, ait Hammou, el Morabet, Ouali, Azzouzi, ben Allal, Chaouki, el Fassi, \
               Haddouchi, Zerouali",
        language: Some(SpokenLanguage::Arabic),
        share: 14,
    },
    Names {
        girls: "Shanti Anjali Priya Romaisa Chenice Naomi Radha Jaylinn Sharona Kavita",
        boys: "Rayan Dinesh Jermaine Vikash Clyde Ashwin Giovanni Quincy Roshan Shaquille",
        women: "Sharmila Patricia Lilian Soemintra Henna Muriel Rita Indra",
        men: "Ricardo Anand Glenn Soeresh Winston Roy Radjesh Humphrey",
        last: "Ramdin, Sewpersad, Kromowirjo, Pinas, Ramautar, Blijd, Soekhoe, Wongsodikromo, Bihari, Zeefuik, Jagesar",
        language: None,
        share: 9,
    },
    Names {
        girls: "Maja Oliwia Wiktoria Natalia Kinga Hanna Zofia",
        boys: "Jakub Kacper Szymon Bartosz Filip Igor Mateusz",
        women: "Katarzyna Małgorzata Joanna Beata Monika Edyta",
        men: "Tomasz Krzysztof Paweł Marcin Grzegorz Dariusz",
        last: "Nowak, Wójcik, Mazur, Kaczmarek, Pawlak, Zając, Sikora, Duda",
        language: Some(SpokenLanguage::Polish),
        share: 6,
    },
    Names {
        girls: "Keisha Shania Dayana Zoraida Jeannice Ivanilda",
        boys: "Jurickson Tyrone Rigoberto Nelson Djaïr Edson",
        women: "Marva Solange Ruthmila Elvira Nadia Maria",
        men: "Ruthson Carlos Elvis José Manuel Angelo",
        last: "Martina, Isenia, Monteiro, da Luz, Tavares, Coffie, Lopes, Maduro",
        language: None,
        share: 6,
    },
    Names {
        girls: "Bethlehem Selam Rahwa Hodan Ifrah Sumaya",
        boys: "Natnael Filmon Abel Abdirahman Liban Mikal",
        women: "Letebrhan Abeba Tsehay Halima Sahra Genet",
        men: "Tekle Haile Berhane Mohamud Ismail Kidane",
        last: "Gebremariam, Habte, Woldu, Mehari, Abdi, Warsame, Kahsay",
        language: Some(SpokenLanguage::Other),
        share: 3,
    },
    Names {
        girls: "Rima Lujain Nour Jana Tala",
        boys: "Karim Anas Majd Ahmad Laith",
        women: "Hanan Rania Amal Maysa",
        men: "Bassam Fadi Mahmoud Ziad",
        last: "al Halabi, al Masri, Haddad, Darwish, Kassem, al Shami",
        language: Some(SpokenLanguage::Arabic),
        share: 3,
    },
    Names {
        girls: "Anastasia Daryna Solomia",
        boys: "Maksym Artem Danylo",
        women: "Oksana Iryna Halyna",
        men: "Andriy Serhiy Vasyl",
        last: "Shevchuk, Bondar, Koval, Tkachuk",
        language: Some(SpokenLanguage::Ukrainian),
        share: 1,
    },
];

#[cfg(test)]
mod specs {
    use super::*;

    #[test]
    fn the_infix_is_told_from_the_name() {
        for (last, infix, rest) in [("van den Berg", "van den", "Berg"), ("Çelik", "", "Çelik"), ("'t Hart", "'t", "Hart")] {
            let name = name("Noor", last);
            assert_eq!((name.infix.as_str(), name.last.as_str()), (infix, rest));
        }
    }

    #[test]
    fn a_mail_address_is_plain_and_of_nobody() {
        assert_eq!(mail_of(&name("Gülsüm", "Öztürk"), 7, "ouders"), "gulsum.ozturk7@ouders.example");
        assert_eq!(mail_of(&name("Daan", "van den Berg"), 0, "noordrand"), "daan.vandenberg@noordrand.example");
    }
}
