"""What all pages share: layout, security headers, error pages, filters."""
