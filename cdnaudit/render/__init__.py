"""Every way to show a report. A renderer writes; it never decides."""
