//! The second program: heavy arithmetic beside the page.
