"""What citizens see: templates, design tokens, skins and the generated mark of a commune."""
