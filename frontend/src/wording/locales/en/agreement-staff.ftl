### What staff read about agreements, in plain Dutch (B1), with "je".

agreement-act-adjust = Adjust
agreement-act-stop = Stop
agreement-act-done = Part done

## An agreement

agreement-form-title = Make an agreement
agreement-form-short = Agreement
agreement-form-lede = With { $student }. Three parts: student, home and school.
agreement-form-nobody-home = An agreement also has a part for home. First name somebody who takes part.
agreement-form-point = What does the student work on?
agreement-form-point-hint = Say it positively, such as “making contact by oneself”.
agreement-form-student = What does { $student } do?
agreement-form-student-hint = Such as: “I sign up.”
agreement-form-home = What does home do?
agreement-form-home-hint = Such as: “I come along.”
agreement-form-school = What does school do?
agreement-form-school-hint = Such as: “I arrange the day off.”
agreement-form-who = Who?
agreement-form-day = By which day?
agreement-form-from = From which talk?
agreement-form-save = Make the agreement
agreement-form-readers-asked = { $student } and home say yes themselves, with one tap.
agreement-form-adjust-title = Adjust an agreement
agreement-form-adjust-why = Why do you adjust it?
agreement-form-adjust-reopens = What was done is open again afterwards. It was done under the old words.
agreement-form-adjust-save = Adjust
agreement-form-stop-title = Stop an agreement
agreement-form-stop-why = Why does the agreement stop?
agreement-form-stop-save = Stop
agreement-form-lapse = Let it run out
agreement-form-one-title = Agreement
agreement-form-done = What is done?
agreement-form-done-by = Done: { $who }

## Done

done-afspraak = The agreement is on the timeline. Student and home are asked.
done-afspraak-deel = This part is done.
done-afspraak-aangepast = The agreement was adjusted. Student and home are asked again.
done-afspraak-gestopt = The agreement is over.
