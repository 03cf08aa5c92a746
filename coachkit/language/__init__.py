"""How coachkit speaks: English, Swedish and Finnish texts, dates, numbers, refusals, terms."""
