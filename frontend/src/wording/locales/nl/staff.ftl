### What staff read, in plain Dutch (B1), with "je".

## Mijn klas

class-title = Klas { $class }
class-switch = Mijn klassen
class-in-view = **{ $seen } van { $all }** gezinnen in beeld · { $years }
school-year = schooljaar { $from }–{ $to }
class-empty = In deze klas zit nog niemand. De schoolbeheerder leest de klassenlijst in.
class-none-title = Je hebt nog geen klas
class-none-text = De schoolbeheerder wijst mentoren aan. Daarna staat je klas hier.
class-none-school = Bekijk de klassen van de school
class-filter = Zoek op naam
class-not-yet = Nog niet in beeld
class-more = { $count ->
    [one] en nog 1 gezin
   *[other] en nog { $count } gezinnen
}
class-silent = { $days } stil
class-student = Leerling
class-home = Thuis
class-last = Laatste contact
class-silence = Stilte
class-talk = Opschrijven
class-talk-short = Gesprek
class-never = nog geen
class-via = via { $who }
class-only-concern = alleen over zorg gesproken

why-calls = { $count } keer niet opgenomen
why-wrong = nummer of mailadres klopt niet sinds { $day }
why-responded = reageert, nog niet over later gesproken
why-invited = bericht gestuurd, nog geen antwoord
why-no-details = geen telefoonnummer of mailadres
why-not-approached = nog niets gestuurd
why-supporter = { $who } kan ook

try-call = Bel { $who }
try-message = Sms sturen
try-visit = Huisbezoek
try-ask = Nummer vragen

## De school

school-lede = { $city } · **{ $classes ->
    [one] 1 klas
   *[other] { $classes } klassen
}** · { $students ->
    [one] 1 leerling
   *[other] { $students } leerlingen
}
school-empty = Er zijn dit schooljaar nog geen klassen. De schoolbeheerder leest ze in.
school-classes = Klassen
school-class = Klas
school-mentors = Mentor
school-students = Leerlingen
school-no-mentor = nog geen mentor

## Een leerling

student-left = Niet meer op deze school
student-home = Thuis
student-nobody = Thuis is nog niemand bekend. De schoolbeheerder koppelt ouders.
student-nobody-yet = Je kunt wel een steunfiguur noemen.
student-no-details = Geen telefoonnummer of mailadres
student-failed = { $how } sinds { $day }
student-change = Gegevens aanpassen
student-support = Steunfiguur noemen
student-speaks = Spreekt liever { $language }
student-reads-easy = Leest liever makkelijk Nederlands
student-listens = Luistert liever
student-interpreter = Met een tolk
student-timeline = Wat er gebeurde
student-empty = Nog geen gesprekken en geen pogingen.

entry-contact = { $means } met { $with }
entry-wrong-details = { $means ->
    [email] Mailadres klopt niet
    [letter] Adres klopt niet
   *[other] Nummer klopt niet
}
entry-by = door { $who }
entry-yourself = jou
entry-corrected-by = Verbeterd op { $day } door { $who }
entry-because = Verbeterd omdat: { $why }
entry-withdrawn = Ingetrokken op { $day } door { $who }:
entry-correct = Verbeteren
entry-withdraw = Intrekken

## Gesprek met ouder

contact-title = Gesprek met ouder
contact-about = Over **{ $student }**
contact-about-in-class = Over **{ $student }**, klas { $class }
contact-call = Bel { $who }: { $number }
contact-with = Met wie?
contact-no-phone = geen telefoonnummer
contact-words = Waar ging het over?
contact-words-hint = Eén of twee zinnen. { $student } leest dit ook.
contact-outcome = Hoe ging het?
contact-made = Gelukt
contact-more = Klopt dit ook?
contact-means = Hoe?
contact-present = Was { $student } erbij?
contact-topics = Waarover?
contact-reason = Waarom?
contact-initiative = Wie begon?
contact-day = Welke dag?
contact-time = Hoe laat?
contact-week = Weet je de dag niet precies?
contact-week-only = Ergens in die week
contact-readers = Wie leest dit?
contact-readers-staff = Jij, de andere mentoren van de klas en de decaan
contact-readers-student = { $student }
contact-readers-home = Wie erbij was van thuis
contact-readers-attempt = Lukte het niet? Dat lezen alleen jij, de andere mentoren en de decaan.
answer-ja = Ja
answer-nee = Nee
attempt-with-one = Kies één persoon: wie probeerde je te bereiken?
form-leave = Niet bewaren

correct-title = Gesprek verbeteren
correct-why = Waarom verbeter je dit?
correct-why-hint = Wat er eerst stond, blijft te lezen. Je collega’s zien ook waarom.
correct-save = Verbeteren
withdraw-title = Intrekken
withdraw-why = Waarom trek je dit in?
withdraw-why-hint = Het telt daarna nergens meer mee. Alleen jij, de andere mentoren en de decaan kunnen het nog lezen.
withdraw-save = Intrekken
withdraw-leave = Laten staan

## Meer tegelijk

evening-short = Meer tegelijk
evening-title = Met wie heb je gesproken?
evening-lede = Klas { $class }. Na een ouderavond schrijf je hier alle gesprekken in één keer op.
evening-who = Wie sprak je?
evening-spoke = Gesproken met
evening-present = was erbij
evening-with-student = Leerling erbij?
evening-nobody = niemand bekend
evening-readers = Elke leerling leest dat er een gesprek was, en wie van thuis erbij was ook.
evening-none = Nog niemand gekozen.
evening-one = Je schrijft 1 gesprek op.
evening-more = Je schrijft { $count } gesprekken op.
evening-save = Bewaren

## Gedaan

done-gesprek = Het gesprek staat op de tijdlijn.
done-poging = De poging staat op de tijdlijn.
done-verbeterd = Het gesprek is verbeterd. Wat er eerst stond, blijft te lezen.
done-ingetrokken = Het is ingetrokken en telt niet meer mee.
done-avond = De gesprekken zijn bewaard.
