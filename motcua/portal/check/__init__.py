"""Anyone who holds a result may ask whether it is true, and learns nothing about the person on it."""
