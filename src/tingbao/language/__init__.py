"""What Chinese text is: the one room that cuts it into words."""
