### What every form says, whatever it is about.

form-wrong = Something is not right
form-wrong-title = Error: { $title }
form-wrong-mark = Error:
form-optional = (can be left empty)
form-max = At most { $max } characters.
form-left = Characters left: { $left }
form-choose = Choose

check-empty = Please fill this in.
check-choose = Choose an answer.
check-long = This text is too long. There is room for { $max } characters.
check-date = This date is not right. Write for example 17-11-2025.
check-future = This day has not come yet. Choose today or an earlier day.
check-time = This time is not right. Write for example 19.30.
check-mail = This mail address is not right. Write for example name@school.example.
check-phone = This telephone number is not right. Write for example 06 0000 0012.

## Forms

form-incomplete = The form did not arrive complete. Check it and send it again.
reused-title = This form was sent before
reused-text = What was filled in then has been kept. This is different. Is it right? Send it once more and it will be added.

invalid-words-too-long = This text is too long. There is room for 500 characters.
