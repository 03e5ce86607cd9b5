### The way in, who helps, how to reach somebody, and a form that came back.

## The way in

enter-title = Sign in
enter-welcome = Welcome to Keukentafel
enter-what = Where student, home and school talk about later, together.
enter-how = How to sign in
enter-ask = Ask the mentor or the school for a link.
enter-open = Open the link within ten minutes.
enter-press = Press “Continue”. Done.
enter-help = Any trouble? Call the school.

demo-title = This is a demonstration
demo-text = All people and schools here are fictional. Choose somebody to look along with. No password is needed.

link-title = Almost there
link-text = Press the button to sign in. The link works once.
link-go = Continue
spent-title = This link no longer works
spent-text = A link works once, and for no longer than ten minutes. Ask the school for a new one.

## Who helps

helper-title = Who helps { $student }?
helper-lede = An adult who helps with choosing, such as an uncle, a sister or a coach.
helper-now = Who helps now
helper-name = Name
helper-kinship = Who is this?
helper-phone = Phone number
helper-phone-hint = So that school can get in touch.
helper-who-reads = { $student }, home and school see who helps.
helper-save = Save
helper-stop = No longer helps
helper-stop-sure = Yes, { $name } no longer helps

## How to reach somebody, and what they wish

details-title = Details of { $name }
details-to-student = The student
details-value = { $channel ->
    [email] Mail address
   *[phone] Phone number
}
details-failed = { $failure }, since { $since }
details-save = Save
details-remove = Remove
details-off = Does this not work?
details-wishes = Language and reading

wishes-language = Which language to speak?
wishes-reading = How to read?
wishes-interpreter = Interpreter
wishes-interpreter-yes = An interpreter at talks, please

## A form that came back

kept-title = Please check this
kept-typed = This was filled in
kept-again = Back to the form

## What was just done

done-gegevens = Saved.
done-gegeven-weg = It has been removed.
done-gegeven-fout = Noted: this does not work.
done-wensen = The wishes have been saved.
done-steun = This person helps now.
done-steun-weg = This person no longer helps.
