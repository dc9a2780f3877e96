//! The words of a mail, apart from the shape in which they are sent.

/// A mail's words.
#[derive(Debug)]
pub(crate) struct Record {
    pub(crate) name: String,
    pub(crate) address: String,
    pub(crate) subject: String,
    /// Paragraphs, each with its lines.
    pub(crate) paragraphs: Vec<Vec<String>>,
}

/// A piece of a line.
pub(crate) enum Piece<'a> {
    Words(&'a str),
    /// Words, and where they lead.
    Link(&'a str, &'a str),
}

/// The records of a file.
pub(crate) fn records(file: &str) -> Vec<Record> {
    file.split("\n## ").skip(1).map(record).collect()
}

fn record(text: &str) -> Record {
    let (head, body) = text.split_once("\n\n").unwrap_or_default();
    let (head, body) = if body.is_empty() || head.lines().count() > 3 {
        // Sender and subject stand right above the words.
        let end = text
            .match_indices('\n')
            .nth(2)
            .map_or(text.len(), |(at, _)| at);
        text.split_at_checked(end).unwrap()
    } else {
        (head, body)
    };
    let field = |name: &str| {
        let mut lines = head.lines();
        lines
            .find_map(|line| line.strip_prefix(name))
            .unwrap_or_else(|| panic!("no {name}: {text}"))
    };
    let (name, address) = field("From: ").split_once(" <").unwrap();
    Record {
        name: name.to_owned(),
        address: address.trim_end_matches('>').to_owned(),
        subject: field("Subject: ").to_owned(),
        paragraphs: body
            .trim()
            .split("\n\n")
            .map(|paragraph| paragraph.lines().map(str::to_owned).collect())
            .collect(),
    }
}

/// The pieces of a line.
pub(crate) fn pieces(line: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut rest = line;
    while let Some((before, after)) = rest.split_once('[') {
        let (words, after) = after.split_once("](").expect("a link");
        let (address, after) = after.split_once(')').expect("its end");
        pieces.push(Piece::Words(before));
        pieces.push(Piece::Link(words, address));
        rest = after;
    }
    pieces.push(Piece::Words(rest));
    pieces
}

fn bare(address: &str) -> &str {
    address.trim_start_matches("https://").trim_end_matches('/')
}

impl Record {
    /// Each line with every link's address beside its words.
    pub(crate) fn body_as_displayed(&self) -> String {
        self.body(|piece| match piece {
            Piece::Words(words) => words.to_owned(),
            // An address that is written out stands there once.
            Piece::Link(words, address) if bare(words) == bare(address) => words.to_owned(),
            Piece::Link(words, address) => format!("{words} <{address}>"),
        })
    }

    /// The body, each piece written in some way.
    pub(crate) fn body(&self, write: impl Fn(Piece<'_>) -> String) -> String {
        let line = |line: &String| pieces(line).into_iter().map(&write).collect::<String>();
        let paragraph = |lines: &Vec<String>| lines.iter().map(line).collect::<Vec<_>>().join("\n");
        self.paragraphs
            .iter()
            .map(paragraph)
            .collect::<Vec<_>>()
            .join("\n\n")
    }

    /// The mail as somebody copies it from a mail program.
    pub(crate) fn displayed(&self) -> String {
        let body = self.body_as_displayed();
        format!(
            "De : {} <{}>\nObjet : {}\n\n{body}\n",
            self.name, self.address, self.subject
        )
    }
}
