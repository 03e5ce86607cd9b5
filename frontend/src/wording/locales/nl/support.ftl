### Who helps a student with what, and how far the student steers. For students "je", for those at home "u", for staff "je".

## Who helps with what

support-title = Wie helpt waarmee?
support-lede-own = Bij elke stap mag iemand helpen. Kies samen wie dat is.
support-lede-home = Bij elke stap van { $child } mag iemand helpen. U hoeft niet alles zelf te doen.
support-lede-staff = Kijk per onderdeel met { $student } wie helpt: zelf, samen, iemand anders of school.
support-part = Onderdeel
support-myself = Ik zelf
support-you = U
support-school = School
support-change = Aanpassen
support-not = nee
support-nobody = nog niemand
support-mark-self = doet dit zelf
support-mark-shares = helpt mee
support-mark-takes-over = neemt dit over
support-mark-school = school helpt
support-shown-shares = mee
support-legend = Vinkje: doet dit. Mee: helpt mee. Stippels: helpt hier niet.
support-i-do = Ik doe het zelf
support-does-self = { $who } doet het zelf
support-shares = { $you ->
    [you] { $who } helpt mee
   *[other] { $who } helpt mee
}
support-takes-over = { $you ->
    [you] { $who } neemt het over
   *[other] { $who } neemt het over
}
support-school-helps = School helpt
support-nobody-hint = Is er nog niemand? Laat alles leeg. Dan zoekt de mentor mee.
part-home-talk = thuis praten over later
part-internship = een stageplek vinden
part-interview = praten met iemand over werk
part-visit = mee naar een open dag
part-practise = een gesprek oefenen
part-apply = aanmelden bij het mbo

## How far the student steers

steering-title = Wie stuurt?
steering-ask-own = Hoe wil jij het?
steering-ask = Wat past bij { $student }?
steering-save = Bewaren
steering-open = Hier is nog niet over gepraat.
steering-agreed = Daar zijn leerling en mentor het over eens: { $level }.
steering-you-say = Jij zegt: { $level }. Je mentor heeft nog niets gezegd.
steering-student-says = { $student } zegt: { $level }.
steering-mentor-says = De mentor zegt: { $level }.
steering-apart = De leerling zegt: { $student }. De mentor zegt: { $mentor }. Praat er samen over.
level-joins-in = een ander begint, ik doe mee
level-together = we doen het samen
level-leads = ik begin, een ander kijkt mee
level-alone = ik doe het zelf en vraag hulp als ik dat wil
level-joins-in-of = een ander begint, { $student } doet mee
level-together-of = samen
level-leads-of = { $student } begint, een ander kijkt mee
level-alone-of = { $student } doet het zelf en vraagt hulp

## After something was done

done-helpt = Bewaard: wie hiermee helpt.
done-regie = Bewaard: wie er stuurt.
after-helpt = Bewaard: wie hiermee helpt.
help-asked-title = Hier wordt u om gevraagd
help-asked-takes-over = **{ $part }**: kunt u dit van { $student } overnemen?
help-asked-shares = **{ $part }**: kunt u { $student } hierbij helpen?
help-asked-none = Er wordt u nu niets gevraagd.
help-said = U zei: { $answer }.
help-yes = ja
help-together = samen
help-rather-not = liever niet
after-lukt-dat = Uw antwoord is bewaard.

## What it is called in the log

fact-support-examined = Steun bekeken
fact-support-help-answered = Zei of helpen lukt
fact-support-level-named = Regie genoemd

## Refusals

refused-support-student-gone = Deze leerling zit niet meer op deze school. Er is niets bewaard.
refused-support-stranger = Een van deze mensen hoort er niet meer bij. Kies opnieuw.
refused-support-two-ways = Kies per persoon één antwoord: helpt mee, of neemt het over.
refused-support-changed-meanwhile = Iemand heeft dit net aangepast. Kijk eerst hoe het nu staat.
refused-support-not-yours = Alleen de leerling en de mentor kiezen dit.
refused-support-not-asked = Dit wordt u niet meer gevraagd.
