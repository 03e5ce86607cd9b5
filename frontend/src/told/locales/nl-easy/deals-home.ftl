### What home and students read and answer about assignments and agreements: easy Dutch for both.

assignment-open = Bekijk de opdracht
agreement-open = Bekijk de afspraak
