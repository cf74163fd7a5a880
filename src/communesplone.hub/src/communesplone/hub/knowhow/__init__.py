"""Know-how: guides, questions and answers between communes, and who can be asked about what."""
