# De lijn van de leerling: wat een leerling vertelt, en wie het ziet.

refused-entry-student-gone = Deze leerling zit niet meer op deze school. Er is niets bewaard.
