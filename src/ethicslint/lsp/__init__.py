"""The face for editors: findings under the words while they are written. The only room that imports pygls."""
