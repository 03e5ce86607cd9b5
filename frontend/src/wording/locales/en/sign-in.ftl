### The way in. Read by everyone, so without "je" and without "u".

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
