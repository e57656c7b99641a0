"""Drawing: from values onto a surface; decides nothing."""
