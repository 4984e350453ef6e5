-- Who takes which stance on what, counted and put in order without reading the rows themselves.
CREATE INDEX position_stand ON position(issue, actor, stance, kind, speaker_kind, article);
DROP INDEX position_issue;

-- What counts the same thing, without looking at all figures.
CREATE INDEX figure_quantity ON figure(quantity, article);

-- Whether an article is everybody's and bears on an issue, without reading past its text.
CREATE INDEX article_shared ON article(id) WHERE guild IS NULL;
CREATE INDEX reading_aside ON reading(article) WHERE bears = 0;
